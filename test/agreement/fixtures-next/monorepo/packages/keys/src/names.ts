export const NAMES = ["orders", "customers"] as const;
