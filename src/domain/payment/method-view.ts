/** How somebody paid or will pay, as it is shown. */
export type MethodView =
  | { readonly kind: 'card'; readonly brand: string; readonly last4: string }
  | { readonly kind: 'us_bank_account'; readonly bankName: string | null; readonly last4: string }
  | { readonly kind: 'offline'; readonly label: string }
  | { readonly kind: 'other'; readonly label: string };
