export default { people: "bronze/people" } as const;
