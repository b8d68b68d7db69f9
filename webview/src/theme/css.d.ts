// esbuild turns the import of a style sheet into webview.css beside webview.js.
declare module "*.css";
