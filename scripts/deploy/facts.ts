/** What there is already, as Cloudflare and Stripe said it. */
export interface Facts {
  readonly accountId: string;
  /** Of workers.dev; null where the account has none yet. */
  readonly subdomain: string | null;
  readonly worker: { readonly deploymentId: string | null; readonly secrets: readonly string[] } | null;
  readonly database: {
    readonly id: string;
    readonly tables: readonly string[];
    /** The deployment that it says it belongs to. */
    readonly owner: string | null;
    readonly pinned: Pinned | null;
    readonly applied: readonly string[];
    /** Of the deployment's own Stripe account, by mode. */
    readonly businesses: readonly ('live' | 'test')[];
    readonly sentInvoices: number;
  } | null;
  readonly queue: StoredQueue | null;
  readonly deadLetterQueue: StoredQueue | null;
  /** Of the domain of the owner's own; null where none was given. */
  readonly domain: { readonly worker: string | null } | null;
  readonly stripe: StripeFacts;
  /** The files of this checkout. */
  readonly migrations: readonly string[];
}

export interface Pinned {
  readonly account: string;
  readonly livemode: boolean;
}

interface StoredQueue {
  /** The Worker that takes its messages. */
  readonly consumer: string | null;
}

export interface StripeFacts extends Pinned {
  readonly endpoints: readonly Endpoint[];
}

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly apiVersion: string | null;
  readonly isEnabled: boolean;
  readonly deploymentId: string | null;
  /** Whether its secret is known to be the Worker's. */
  readonly isStored: boolean;
}
