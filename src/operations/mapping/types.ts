import type { clientMappings } from '../../db/schema/index.ts';
import type { Connection } from '../core/event-handler.ts';

type Row = typeof clientMappings.$inferSelect;

/** A mapping that this worker has, with its connection. */
export type Leased = Row & { readonly connection: Connection };

/** What a step changed of it. */
export type Columns = Partial<
  Pick<Row, 'state' | 'place' | 'listed' | 'readAt' | 'clientsTo' | 'failures' | 'failure' | 'dueAt'>
>;
