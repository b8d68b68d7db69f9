// The functions of the SDK and what may be given to them, read from its types: what signature help shows.
import ts from "typescript";
import type { OptionFact, ParameterFact, SignatureFact } from "../core/src/features/signatureFacts.ts";

/** Text of `core/src/features/signatures.ts`. */
export function signaturesModule(root: string): string {
  const signatures = readSignatures(root);
  const shared = sharedOptions(Object.values(signatures));
  const lists = [...shared].map(([list, name]) => `const ${name}: readonly OptionFact[] = ${list};`);
  // A list of options that several functions take is written once.
  const text = JSON.stringify(signatures, (_, value: unknown) => shared.get(JSON.stringify(value)) ?? value);
  return `// Made by npm run generate from the types of the SDK: its functions and what may be given to them.

import type { OptionFact, SignatureFact } from "./signatureFacts.ts";

${lists.join("\n\n")}

/** By name: "asset", "check.unique". */
export const SIGNATURES: Readonly<Record<string, SignatureFact>> = ${text.replace(/"(options\d+)"/g, "$1")};
`;
}

/** Lists that stand more than once, as JSON, with a name for each. */
function sharedOptions(signatures: readonly SignatureFact[]): ReadonlyMap<string, string> {
  const lists = signatures.flatMap(({ parameters }) =>
    parameters.flatMap(({ options }) => (options === undefined ? [] : [JSON.stringify(options)])),
  );
  const repeated = [...new Set(lists)].filter((list) => lists.indexOf(list) !== lists.lastIndexOf(list));
  return new Map(repeated.map((list, at) => [list, `options${at + 1}`]));
}

function readSignatures(root: string): Readonly<Record<string, SignatureFact>> {
  const entry = `${root}sdk/src/index.ts`;
  const config = ts.getParsedCommandLineOfConfigFile(
    `${root}sdk/tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, "\n"));
      },
    },
  );
  const program = ts.createProgram([entry], { ...config?.options, noEmit: true });
  const reader = new Reader(program.getTypeChecker(), entry);
  const file = program.getSourceFile(entry);
  if (file === undefined) throw new Error(`there is no ${entry}`);
  return Object.fromEntries(reader.exportsOf(file));
}

class Reader {
  readonly #checker: ts.TypeChecker;
  readonly #entry: string;

  constructor(checker: ts.TypeChecker, entry: string) {
    this.#checker = checker;
    this.#entry = entry;
  }

  /** Functions, and functions that are properties of functions. */
  exportsOf(file: ts.SourceFile): (readonly [string, SignatureFact])[] {
    const module = this.#checker.getSymbolAtLocation(file);
    const symbols = module === undefined ? [] : this.#checker.getExportsOfModule(module);
    return symbols.flatMap((symbol) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
      if ((target.flags & ts.SymbolFlags.Value) === 0) return [];
      const type = this.#checker.getTypeOfSymbol(target);
      if (type.getCallSignatures().length === 0) return [];
      const members = type
        .getProperties()
        .map((member) => [`${symbol.name}.${member.name}`, member] as const)
        .filter(([, member]) => this.#isOurs(member));
      return [[symbol.name, target] as const, ...members].flatMap(([name, one]) => {
        const signature = this.#signatureOf(one);
        return signature === null ? [] : [[name, signature] as const];
      });
    });
  }

  #isOurs(symbol: ts.Symbol): boolean {
    const folder = this.#entry.slice(0, this.#entry.lastIndexOf("/"));
    return symbol.declarations?.some((one) => one.getSourceFile().fileName.startsWith(folder)) === true;
  }

  #signatureOf(symbol: ts.Symbol): SignatureFact | null {
    const [signature] = this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    if (signature === undefined || signature.parameters.length === 0) return null;
    const [first] = signature.parameters;
    // A tag of template literals is not called with parentheses.
    if (first !== undefined && this.#textOf(first).includes("TemplateStringsArray")) return null;
    const doc = sentence(symbol, this.#checker);
    return { doc, parameters: signature.parameters.map((parameter) => this.#parameterOf(parameter)) };
  }

  #parameterOf(symbol: ts.Symbol): ParameterFact {
    const declaration = symbol.valueDeclaration;
    const node = declaration !== undefined && ts.isParameter(declaration) ? declaration : undefined;
    if (node?.dotDotDotToken !== undefined) return { name: `...${symbol.name}` };
    const isOptional = node?.questionToken !== undefined || node?.initializer !== undefined;
    const options = this.#optionsOf(symbol);
    const name = node !== undefined && !ts.isIdentifier(node.name) ? "options" : symbol.name;
    return { name: name + (isOptional ? "?" : ""), ...(options === null ? {} : { options }) };
  }

  #optionsOf(symbol: ts.Symbol): readonly OptionFact[] | null {
    const type = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(symbol));
    const isRecord =
      (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection)) !== 0 &&
      type.getCallSignatures().length === 0 &&
      !this.#checker.isArrayLikeType(type);
    const properties = isRecord ? type.getProperties().filter((property) => this.#isOurs(property)) : [];
    // What has a symbol is made by a function of the SDK, not written as an object.
    if (properties.length === 0 || properties.some(({ name }) => name.startsWith("__@"))) return null;
    return properties
      .toSorted((a, b) => Number(isOptional(a)) - Number(isOptional(b)))
      .map((property) => {
        const own = this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(property));
        const isCode = own.getCallSignatures().length > 0;
        const name = property.name + (isOptional(property) ? "?" : "") + (isCode ? "()" : "");
        return [name, sentence(property, this.#checker)] as const;
      });
  }

  #textOf(symbol: ts.Symbol): string {
    return this.#checker.typeToString(this.#checker.getTypeOfSymbol(symbol));
  }
}

function isOptional(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Optional) !== 0;
}

/** The first sentence of a comment. */
function sentence(symbol: ts.Symbol, checker: ts.TypeChecker): string | null {
  const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, " ").trim();
  return text === "" ? null : (/^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text);
}
