/** The header that every message of ours has: servers that drop the return path return it with the headers. */
export const TOKEN_HEADER = 'X-Message-Token';
