// How the process of the language server is started, whoever starts it.

/**
 * Arguments of Node, before the file. What a large workspace needs is kept for long, and what a key press leaves behind is little:
 * a young generation in halves of 8 MB instead of up to 32 saves some 100 MB of resident memory and costs no processor time that
 * can be measured.
 */
export const SERVER_NODE_ARGUMENTS: readonly string[] = ["--max-semi-space-size=8"];
