import { type QueueMessage, SWEPT_KINDS, type Turn } from './context.ts';

/** Parses a message of the queue; null for one that this version does not send. */
export function readMessage(body: unknown): QueueMessage | null {
  if (typeof body !== 'object' || body === null) return null;
  const read = (name: string): unknown => Reflect.get(body, name);
  const [kind, id, account, livemode, eventId] = ['kind', 'id', 'account', 'livemode', 'eventId'].map(read);
  if (kind === 'outbox' && typeof id === 'string') return { kind, id };
  const invoiceId = read('invoiceId');
  if (kind === 'collect' && typeof invoiceId === 'string') {
    return { kind, invoiceId, delaySeconds: 0, turn: readTurn(read('turn')) };
  }
  if (
    kind === 'inbox' &&
    typeof account === 'string' &&
    typeof livemode === 'boolean' &&
    typeof eventId === 'string'
  ) {
    return { kind, account, livemode, eventId };
  }
  if (kind === 'event') return readEvent(read);
  const type = read('type');
  if (kind === 'account' && typeof account === 'string' && typeof type === 'string') {
    return { kind, account, type };
  }
  return kind === 'sweep' ? readSwept(read('of'), id, read('until')) : null;
}

function readEvent(read: (name: string) => unknown): QueueMessage | null {
  const [account, eventId, type, payload] = ['account', 'eventId', 'type', 'payload'].map(read);
  const [livemode, apiVersion, receivedAt] = ['livemode', 'apiVersion', 'receivedAt'].map(read);
  const isWhole =
    typeof account === 'string' &&
    typeof eventId === 'string' &&
    typeof type === 'string' &&
    typeof payload === 'string' &&
    typeof livemode === 'boolean' &&
    typeof receivedAt === 'number' &&
    (apiVersion === null || typeof apiVersion === 'string');
  return isWhole
    ? { kind: 'event', account, eventId, type, payload, livemode, apiVersion, receivedAt }
    : null;
}

function readSwept(of: unknown, id: unknown, until: unknown): QueueMessage | null {
  const known = SWEPT_KINDS.find((kind) => kind === of);
  if (known === undefined || typeof id !== 'string' || typeof until !== 'number') return null;
  return { kind: 'sweep', of: known, id, until };
}

function readTurn(turn: unknown): Turn | null {
  if (typeof turn !== 'object' || turn === null) return null;
  const [connectionId, at] = [Reflect.get(turn, 'connectionId'), Reflect.get(turn, 'at')];
  return typeof connectionId === 'string' && typeof at === 'number' ? { connectionId, at } : null;
}
