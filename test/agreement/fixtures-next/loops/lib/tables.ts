export const TABLES = ["orders", "customers", "items"] as const;
export const INPUTS = { orders: ["customers", "items"], items: [] } as const;
export const REGIONS = [
  { code: "eu", countries: ["de", "fr"] },
  { code: "us", countries: ["us"], isLive: false },
] as const;
export const YEARS = 3;
