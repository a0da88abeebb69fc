import type { Ledger, Movement, MovementDocument } from './types.ts';

export type Recorded = Movement & {
  readonly document: Extract<MovementDocument, { readonly kind: 'offline_payment' }>;
};

/** The payments around Stripe that staff recorded and did not reverse, as far as their movements are listed. */
export function recordedPayments({ movements }: Pick<Ledger, 'movements'>): readonly Recorded[] {
  const recorded = movements.filter(isRecorded);
  const reversed = new Set(
    recorded.filter(({ kind }) => kind === 'reversed').map(({ document }) => document.id),
  );
  return recorded.filter(({ document }) => !reversed.has(document.id));
}

const isRecorded = (movement: Movement): movement is Recorded => movement.document.kind === 'offline_payment';
