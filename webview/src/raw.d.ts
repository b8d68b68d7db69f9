// `?raw`: scripts/rawWorker.ts bundles the file and gives its text.
declare module "*?raw" {
  const text: string;
  export default text;
}
