import type { Attempted } from '../../domain/webhooks/delivery.ts';

/** What a secret is derived from; the secret itself is stored nowhere. */
export type SecretOf = { readonly endpointId: string; readonly keyNumber: number; readonly version: number };

/** What is posted: the exact body, and the secrets that each sign it. */
export type Posting = {
  readonly url: string;
  readonly id: string;
  readonly body: string;
  readonly secrets: readonly string[];
};

/** How businesses' own systems are told of events. */
export interface Webhooks {
  /** The number of the link key that new secrets are derived from. */
  readonly keyNumber: number;
  /** `whsec_…`; null where the link key is not listed any more. */
  secret(of: SecretOf): Promise<string | null>;
  /** An address as typed → how it is written, or why nothing may be sent there: by itself, and by what its name leads to now. */
  check(
    typed: string,
    livemode: boolean,
  ): Promise<{ readonly ok: true; readonly url: string } | { readonly ok: false; readonly says: string }>;
  /** Posts once, signed at this instant. Never throws for an external failure. */
  post(posting: Posting): Promise<Attempted>;
}

/** A name → its addresses of both kinds; `unknown` where nobody could say. */
export type ResolveName = (name: string) => Promise<readonly string[] | 'unknown'>;
