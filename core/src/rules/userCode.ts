// Codes of the rules that a project brings itself: `acme/owner-required`. Which there are, only running them could tell.

export function isUserCode(code: string): boolean {
  return code.includes("/");
}
