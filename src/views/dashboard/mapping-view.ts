import type { Lost } from '../../domain/customer/lost.ts';
import type { Confidence, ProposedBy } from '../../domain/mapping/propose.ts';
import type {
  ClientStatus,
  Decision,
  ImportState,
  LastBatch,
  MappingState,
} from '../../domain/mapping/status.ts';

export type AtStripe = { readonly id: string; readonly name: string | null; readonly email: string | null };

/** A client with what is proposed, decided and done. */
export type ClientRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: ClientStatus;
  readonly linkedTo: AtStripe | null;
  readonly lost: { readonly why: Lost } | null;
  readonly decision: Decision | null;
  readonly target: AtStripe | null;
  readonly proposal: {
    readonly stripeCustomer: AtStripe | null;
    readonly by: ProposedBy;
    readonly confidence: Confidence;
    readonly candidates: number;
  } | null;
  readonly failure: { readonly message: string } | null;
};

export type ListedRow = AtStripe & { readonly heldBy: { readonly name: string } | null };

export type ImportRow = {
  readonly id: string;
  readonly state: ImportState;
  readonly begunBy: string;
  readonly total: number;
  readonly done: number;
  readonly skipped: number;
  readonly failed: number;
  readonly slowed: number;
};

export type MappingPage = {
  readonly base: string;
  readonly mayMap: boolean;
  readonly mapping: {
    readonly state: MappingState | 'none';
    readonly failure: string | null;
    readonly listed: number;
    readonly clients: Readonly<Record<ClientStatus, number>>;
    readonly lastDecision: Pick<LastBatch, 'id' | 'kind' | 'clients'> | null;
    readonly lastImport: ImportRow | null;
    readonly completedAt: number | null;
  };
  /** An instant as people read it. */
  readonly readAt: string | null;
  readonly clients: readonly ClientRow[];
  readonly nextClients: string | null;
  readonly listed: readonly ListedRow[];
  readonly nextListed: string | null;
  readonly status: ClientStatus | null;
  readonly search: string;
  readonly searchThere: string;
  readonly free: boolean;
  readonly said: string | null;
  readonly problem: string | null;
};

/** A part of the page, with the session's CSRF token. */
export type Part = { readonly view: MappingPage; readonly csrf: string };

/** All clients, wherever they stand. */
export const totalOf = ({ clients }: MappingPage['mapping']): number =>
  Object.values(clients).reduce((sum, n) => sum + n, 0);

/** A query of what is set. */
export function queryOf(values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  return query.size === 0 ? '' : `?${query}`;
}
