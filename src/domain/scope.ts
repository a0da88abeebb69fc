/** Whose rows, and of which mode: everything that is read or written stays inside one of these. */
export type Scope = { readonly merchantId: string; readonly livemode: boolean };
