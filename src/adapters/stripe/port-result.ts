/** The result of a request to Stripe. Only `refused` proves that nothing was done. */
export type StripeResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** A definite 4xx: not 409, 429 or `idempotency_error`. `message` is for staff and logs, not payers. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string;
      /** The parameter behind the refusal, if there is one. */
      readonly param: string | null;
      readonly message: string;
    }
  /** An error, a time-out, a conflict or a rate limit: the request may have taken effect. */
  | { readonly kind: 'unknown'; readonly reason: string };
