// The SDK's types as one file for its npm consumers: everything inlined, nothing of this repository imported.
import { rollup } from "rollup";
import dts from "rollup-plugin-dts";

export async function writeDeclarations(entry: string, file: string): Promise<void> {
  const bundle = await rollup({
    input: entry,
    plugins: [
      dts({
        tsconfig: "sdk/tsconfig.json",
        respectExternal: true,
        includeExternal: ["@strataline/core", "@strataline/protocol"],
      }),
    ],
    external: (id) => !id.startsWith(".") && !id.startsWith("/") && !id.startsWith("@strataline/"),
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ file, format: "es" });
  await bundle.close();
}
