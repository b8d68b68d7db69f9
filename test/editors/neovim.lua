-- A session with the language server in Neovim's own LSP client: does what test/editors/session.ts describes and writes what it
-- saw. It judges nothing. Any Neovim from 0.7 on; the configuration is the one of docs/editors.md where it knows that way.
local session = vim.json.decode(os.getenv("STRATALINE_SESSION"))
local lsp = vim.lsp
local PATIENCE_MS = 20000
local saw = {}

local function wait_until(what, condition)
  if not vim.wait(PATIENCE_MS, condition, 20) then error("waited in vain until " .. what) end
end

local function client()
  local all = (lsp.get_clients or lsp.get_active_clients)()
  return all[1]
end

local function lines(buffer) return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

local function edit(path)
  vim.cmd("edit " .. vim.fn.fnameescape(session.root .. "/" .. path))
  return vim.api.nvim_get_current_buf()
end

-- Puts the cursor on the first place of `text`, `more` bytes further.
local function go_to(text, more)
  for number, line in ipairs(lines(0)) do
    local start = line:find(text, 1, true)
    if start then
      vim.api.nvim_win_set_cursor(0, { number, start - 1 + (more or 0) })
      return
    end
  end
  error("not in the text: " .. text)
end

local function place(path, line) return path:gsub("^" .. vim.pesc(session.root .. "/"), "") .. ":" .. line end

local function cursor_place() return place(vim.api.nvim_buf_get_name(0), vim.api.nvim_win_get_cursor(0)[1]) end

-- The answer to a request about the cursor. Our own requests only where the client shows its answer in a menu or a float.
local function ask(method, more)
  local params = lsp.util.make_position_params(0, client().offset_encoding)
  local answers, problem = lsp.buf_request_sync(0, method, vim.tbl_extend("force", params, more or {}), PATIENCE_MS)
  if not answers then error(method .. ": " .. problem) end
  local _, answer = next(answers)
  if answer.error then error(method .. ": " .. answer.error.message) end
  return answer.result
end

local function start()
  vim.cmd("filetype on")
  if lsp.start then return dofile(session.config) end
  -- Neovim 0.7: before `vim.lsp.start`.
  vim.api.nvim_create_autocmd("FileType", {
    pattern = { "typescript", "typescriptreact", "javascript", "javascriptreact" },
    callback = function(event)
      local running = client()
      local id = running and running.id
        or lsp.start_client({ name = "strataline", cmd = session.command, root_dir = session.root })
      lsp.buf_attach_client(event.buf, id)
    end,
  })
end

local function drive()
  start()
  local revenue = edit("assets/revenue.ts")
  wait_until("there are findings", function() return #vim.diagnostic.get(revenue) > 0 end)
  saw.findings = vim.tbl_map(function(found)
    return { code = found.code, line = found.lnum + 1, message = found.message, source = found.source }
  end, vim.diagnostic.get(revenue))

  go_to('"bronze/orders"', 3)
  saw.hover = vim.inspect(ask("textDocument/hover").contents)
  lsp.buf.definition()
  wait_until("another file is shown", function() return vim.api.nvim_get_current_buf() ~= revenue end)
  saw.definition = cursor_place()

  vim.api.nvim_set_current_buf(revenue)
  go_to('"bronze/orders"', 3)
  lsp.buf.references({ includeDeclaration = true })
  wait_until("there is a list of references", function() return #vim.fn.getqflist() > 0 end)
  saw.references = vim.tbl_map(function(item)
    return place(vim.api.nvim_buf_get_name(item.bufnr), item.lnum)
  end, vim.fn.getqflist())
  vim.cmd("cclose")

  vim.api.nvim_set_current_buf(revenue)
  go_to('"silver/ordrs"', #'"silver/')
  local completed = ask("textDocument/completion")
  saw.completion = vim.tbl_map(function(item) return item.label end, completed.items or completed)

  -- The first action, as from a menu.
  vim.ui.select = function(actions, _, choose)
    saw.actions = vim.tbl_map(function(one) return (one.action or one[2]).title end, actions)
    choose(actions[1], 1)
  end
  lsp.buf.code_action()
  wait_until("the finding is mended", function()
    return saw.actions ~= nil and #vim.diagnostic.get(revenue) == 0
  end)
  saw.mended = lines(revenue)

  go_to('"bronze/orders"', 3)
  lsp.buf.rename("bronze/raw_orders")
  wait_until("the key has another name", function()
    return table.concat(lines(revenue), "\n"):find("bronze/raw_orders", 1, true) ~= nil
  end)
  saw.renamed = { revenue = lines(revenue), keys = lines(vim.fn.bufadd(session.root .. "/keys.ts")) }

  local capabilities = client().server_capabilities or client().resolved_capabilities
  saw.formats = capabilities.documentFormattingProvider or capabilities.document_formatting or false
  saw.symbols = vim.tbl_map(function(symbol) return symbol.name end, ask("workspace/symbol", { query = "revenue" }))

  local id = client().id
  lsp.stop_client(id)
  wait_until("the server has ended", function() return lsp.client_is_stopped(id) end)
  saw.stopped = true
end

local ok, problem = xpcall(drive, debug.traceback)
if not ok then saw.problem = problem end
vim.fn.writefile({ vim.json.encode(saw) }, session.report)
vim.cmd("qall!")
