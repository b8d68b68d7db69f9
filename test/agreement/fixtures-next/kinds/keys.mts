export const LAYER = "bronze" as const;
