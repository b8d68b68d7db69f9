// lake(), the default, and its relatives: tables as files that DuckDB writes and reads.
import type { Column, IoManager } from "./ioManager.ts";
import { LAKE, projectFolder } from "./lakeFolder.ts";
import { literalPath, quoteName, quoteText, scanFile } from "./sqlText.ts";
import { tableFiles } from "./tableFiles.ts";

export interface FolderOptions {
  /** Where the files are, relative to the project. Default: `.strataline/lake`. */
  readonly folder?: string;
}

/** Tables as Parquet files under `.strataline/lake`. Stores rows and queries; other values need `json()`. */
export function lake(): IoManager {
  return parquetFiles("lake", LAKE);
}

/** Tables as Parquet files in a folder of your choice, one file per version: for other tools to read. */
export function parquet({ folder = LAKE }: FolderOptions = {}): IoManager {
  return parquetFiles("parquet", projectFolder("parquet", folder));
}

/** Tables as CSV files, one file per version. A value that is null stands unquoted, an empty text is `""`. */
export function csv({ folder = LAKE }: FolderOptions = {}): IoManager {
  return tableFiles({
    name: "csv",
    folder: projectFolder("csv", folder),
    extension: "csv",
    copyOptions: "FORMAT csv, HEADER, FORCE_QUOTE *",
    scan: scanCsv,
  });
}

function parquetFiles(name: string, folder: string): IoManager {
  const scan = (path: string): string => scanFile(path, "parquet") ?? "";
  return tableFiles({ name, folder, extension: "parquet", copyOptions: "FORMAT parquet", scan });
}

/** With the types that were written: nothing is guessed from the text. */
function scanCsv(path: string, columns: readonly Column[]): string {
  const types = columns.map(({ name, type }) => `${quoteText(name)}: ${quoteText(type)}`).join(", ");
  const names = columns.map(({ name }) => quoteName(name)).join(", ");
  const options =
    "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, max_line_size = 100000000";
  const file = quoteText(literalPath(path));
  return `(SELECT ${names} FROM read_csv(${file}, ${options}, columns = {${types}}))`;
}
