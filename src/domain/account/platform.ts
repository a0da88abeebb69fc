/** Our application at Stripe (`ca_…`), and where its owner's consent is asked for. */
export type ConnectPlatform = { readonly clientId: string; readonly authorizeUrl: string };
