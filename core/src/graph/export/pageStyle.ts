// The looks of the exported page around its picture, in the picture's colours.
import { mix, type ExportTheme } from "./theme.ts";

export function pageStyle(theme: ExportTheme): string {
  const { surface, text, quiet, hairline, focus, kind } = theme;
  const panel = kind === "contrast" ? surface : mix(text, surface, 0.05);
  return [
    `:root{color-scheme:${kind === "light" ? "light" : "dark"}}`,
    `*{box-sizing:border-box}html,body{height:100%;margin:0}`,
    `body{display:flex;flex-direction:column;background:${surface};color:${text};font:13px/1.45 "Segoe UI",Ubuntu,"Noto Sans",system-ui,sans-serif}`,
    `header{display:flex;flex-wrap:wrap;align-items:center;gap:6px 12px;padding:8px 14px;border-bottom:1px solid ${hairline}}`,
    `h1{margin:0;font-size:14px}#about,#count{color:${quiet};font-size:12px}#count{min-width:6ch;font-variant-numeric:tabular-nums}`,
    `input{flex:0 1 280px;min-width:120px;margin-left:auto}`,
    `input,button{font:inherit;color:inherit;background:${panel};border:1px solid ${mix(text, surface, 0.3)};border-radius:4px;padding:3px 9px}`,
    `button{cursor:pointer}button:hover{border-color:${focus}}:focus-visible{outline:2px solid ${focus};outline-offset:1px}`,
    `main{position:relative;flex:1;min-height:0}`,
    `main>svg{display:block;width:100%;height:100%;cursor:grab;touch-action:none;user-select:none}main>svg:active{cursor:grabbing}`,
    `.node{cursor:pointer;outline:none}.node:hover>.card,.node:focus-visible>.card,.node.found>.card{stroke:${focus}}`,
    `.node.selected>.card,.node:focus-visible>.card{stroke:${focus};stroke-width:2.5}`,
    `.node.dim{opacity:.28}.edge.dim{opacity:.18}.edge.lit .way{stroke:${focus};stroke-width:2}.edge.lit .tip{fill:${focus}}`,
    `aside{position:absolute;left:12px;bottom:12px;width:340px;max-width:calc(100% - 24px);max-height:calc(100% - 24px);overflow:auto;padding:12px 14px;background:${panel};border:1px solid ${mix(text, surface, 0.3)};border-radius:8px}`,
    `aside h2{margin:0 24px 8px 0;font-size:13px;overflow-wrap:anywhere}aside p{margin:0 0 8px;white-space:pre-wrap;overflow-wrap:anywhere}`,
    `dl{display:grid;grid-template-columns:auto 1fr;gap:3px 12px;margin:0}dt{color:${quiet}}dd{margin:0;overflow-wrap:anywhere}`,
    `aside h3{margin:10px 0 4px;font-size:12px;font-weight:600;color:${quiet}}ul{margin:0;padding:0;list-style:none}`,
    `li button{width:100%;padding:2px 6px;border-color:transparent;background:none;text-align:left;overflow-wrap:anywhere}`,
    `.close{position:absolute;top:8px;right:8px;padding:0 7px;border-color:transparent;background:none}`,
    `@media print{header input,header div,aside{display:none}}`,
  ].join("");
}
