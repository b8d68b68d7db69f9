export * from "./parse.ts";
export { smallestInterval } from "./calendar.ts";
export { isKnownTimeZone, looksLikeTimeZone, type Instant } from "./timeZone.ts";
export { nextTicks, ticksFrom } from "./ticks.ts";
