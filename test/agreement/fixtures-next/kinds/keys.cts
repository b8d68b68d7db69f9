export const cjsKey: string = "bronze/cts";
