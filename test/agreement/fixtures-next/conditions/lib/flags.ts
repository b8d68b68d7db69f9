export const FLAGS = { withHistory: true, withForecast: false, stage: "prod" } as const;
export const LIMIT: number | undefined = undefined;
