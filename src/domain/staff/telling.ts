/**
 * A change that decides who may sign in or where money goes: a mail says it, so that nobody makes one unseen. Those of a
 * person's own sign-in go to the person, the others to the owners.
 */
export type TellingChange =
  | { readonly kind: 'passkey_added'; readonly name: string }
  | { readonly kind: 'passkey_removed'; readonly name: string }
  | { readonly kind: 'bank_accounts' }
  | { readonly kind: 'stripe_connected'; readonly account: string }
  | { readonly kind: 'stripe_disconnected'; readonly account: string }
  | { readonly kind: 'owner_invited'; readonly address: string }
  | { readonly kind: 'owner_made'; readonly address: string }
  | { readonly kind: 'webhook_added' | 'webhook_moved'; readonly host: string }
  | { readonly kind: 'api_key_made' | 'api_key_rotated' | 'api_key_revoked'; readonly name: string };
