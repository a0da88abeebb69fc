/** A merchant and mode; every read and write stays inside one. */
export type Scope = { readonly merchantId: string; readonly livemode: boolean };
