// How the process of the language server is started, whoever starts it.

/**
 * Arguments of Node, before the file. What a large workspace needs is kept for long, and what a key press leaves behind is little:
 * a young generation of halves of 8 MB, instead of up to 32, saves much
 * resident memory (16 some 80 MB, 8 another 20) and costs no processor time that can be measured.
 */
export const SERVER_NODE_ARGUMENTS: readonly string[] = ["--max-semi-space-size=8"];
