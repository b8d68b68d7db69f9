export async function measureGoals(files: readonly string[], json: boolean): Promise<void> {
  await Promise.resolve();
  console.log(files, json);
}
