// An esbuild plugin: the import of "x.ts?raw" is the text of x.ts, bundled for a worker.
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";

const SUFFIX = "?raw";

export const rawWorker: Plugin = {
  name: "raw-worker",
  setup(plugin) {
    plugin.onResolve({ filter: /\?raw$/ }, ({ path, importer }) => ({
      path: join(dirname(importer), path.slice(0, -SUFFIX.length)),
      namespace: "raw-worker",
    }));
    plugin.onLoad({ filter: /./, namespace: "raw-worker" }, async ({ path }) => {
      const { minify, target } = plugin.initialOptions;
      const { outputFiles, metafile } = await build({
        entryPoints: [path],
        bundle: true,
        write: false,
        format: "iife",
        metafile: true,
        ...(minify === undefined ? {} : { minify }),
        ...(target === undefined ? {} : { target }),
      });
      const watchFiles = Object.keys(metafile.inputs);
      return { contents: outputFiles[0]?.text ?? "", loader: "text", watchFiles };
    });
  },
};
