// What may be given to the SDK's function around the cursor. From the text alone, so that it works while one types; never
// inside of code that is given as an option, which is about something else.
import { cursorContext } from "./cursorContext.ts";
import type { Frame } from "./cursorContext.ts";
import type { Signature } from "./model.ts";
import { sdkNameOf } from "./sdkNames.ts";
import { SIGNATURES } from "./signatures.ts";
import type { ParameterFact, SignatureFact } from "./signatureFacts.ts";

export function signature(text: string | undefined, offset: number): Signature | null {
  const frames = text === undefined ? undefined : cursorContext(text, offset)?.frames;
  if (text === undefined || frames === undefined) return null;
  const at = frames.findLastIndex(({ open }) => open === "(");
  const call = frames[at];
  const name = call === undefined || call.callee === "" ? null : sdkNameOf(text, call.callee);
  if (call === undefined || name === null || !Object.hasOwn(SIGNATURES, name)) return null;
  const fact = SIGNATURES[name];
  const place = fact && placeIn(fact, call.argument, frames.slice(at + 1));
  return fact === undefined || place === undefined || place === null ? null : shown(name, fact, place);
}

interface PlaceInCall {
  readonly parameter: number;
  /** In an options object: the option whose value is written; null while its name is. */
  readonly option: string | null;
}

/** null in the body of a function. */
function placeIn(
  { parameters }: SignatureFact,
  argument: number,
  inside: readonly Frame[],
): PlaceInCall | null {
  const isRest = parameters.at(-1)?.name.startsWith("...") === true;
  const parameter = isRest ? Math.min(argument, parameters.length - 1) : argument;
  const options = parameters[parameter]?.options;
  const [outer, ...inner] = inside;
  if (outer === undefined) return { parameter, option: null };
  if (options === undefined || outer.open !== "{") {
    return outer.open === "{" ? null : { parameter, option: null };
  }
  const option = outer.property;
  const isCode = options.some(([name]) => bareName(name) === option && name.endsWith("()"));
  return isCode && inner.length > 0 ? null : { parameter, option };
}

function shown(name: string, { doc, parameters }: SignatureFact, place: PlaceInCall): Signature {
  let label = `${name}(`;
  const told: Signature["parameters"][number][] = [];
  let active: number | null = null;
  const tell = (text: string, about: string | null, isActive: boolean): void => {
    if (isActive) active = told.length;
    told.push({ span: { start: label.length, end: label.length + text.length }, doc: about });
    label += text;
  };
  parameters.forEach((parameter, at) => {
    if (at > 0) label += ", ";
    const isHere = at === place.parameter;
    if (parameter.options === undefined) tell(parameter.name, null, isHere);
    else {
      label += "{ ";
      parameter.options.forEach(([option, about], index) => {
        if (index > 0) label += ", ";
        tell(option.replace("()", ""), about, isHere && bareName(option) === place.option);
      });
      label += ` }${isOptional(parameter) ? "?" : ""}`;
    }
  });
  return { label: `${label})`, doc, parameters: told, active };
}

function isOptional({ name }: ParameterFact): boolean {
  return name.endsWith("?");
}

/** `run?()` → `run`. */
function bareName(option: string): string {
  return option.replace(/[?()]+$/, "");
}
