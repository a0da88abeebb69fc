/** The secret of the world's only link key. */
export const LINK_SECRET = new Uint8Array(32).fill(7);
