// The package `strataline/testing`: for the tests of those who extend Strataline.
export { ioManagerCases } from "./ioManagerCases.ts";
export type { IoCase, IoCaseOptions } from "./ioManagerCases.ts";
