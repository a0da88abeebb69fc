import { describe, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  selectOverdueSums,
  selectRunsDue,
  selectStated,
  selectStatementsDue,
  selectUndecided,
  selectWithStatements,
} from '../../src/db/queries/statements.ts';
import { customers, monthlyStatements, statementRuns } from '../../src/db/schema/index.ts';
import {
  decideStatement,
  deleteOldStatements,
  endRun,
  holdRuns,
  holdStatements,
  moveRun,
  noteCustomers,
  startRun,
  takeRun,
  takeStatement,
} from '../../src/db/writes/statements.ts';
import { reads, sent, writes } from './met.ts';
import { OTHER_BUSINESS, OTHER_MODE, OWN, OWNER, SCOPE, SIBLING } from './own.ts';
import { changed, row } from './rows.ts';

const WHOSE = [OTHER_BUSINESS, OTHER_MODE];
const RUN = { ...SCOPE, month: '2026-10', opening: null, afterId: '', dueAt: 100 } as const;
const run = row(statementRuns, RUN);
const statement = row(monthlyStatements, {
  ...OWNER,
  month: '2026-10',
  firstMonth: '2026-10',
  dueAt: 100,
  createdAt: 100,
});
const KEY = { customerId: 'cus_1', month: '2026-10' } as const;
const due = { dueBy: 100, until: 900 };
const decided = changed(statement, { outcome: 'mailed', due_at: null });
const named = row(customers, {
  id: 'cus_1',
  contacts: [{ name: null, email: 'a@a.test', roles: ['statements'], language: null }],
  ...SCOPE,
});

describe('a business’s run of statements', () => {
  it('is due, taken, moved on, held and ended by itself', async () => {
    await reads(
      (db) => selectRunsDue(db, false, 100),
      [run],
      [{ of: run, in: [OTHER_MODE, { due_at: 101 }] }],
    );
    await writes((db) => takeRun(db, SCOPE, due), [run], [{ of: run, in: [...WHOSE, { due_at: 101 }] }]);
    await writes(
      (db) => moveRun(db, RUN, { afterId: 'cus_9' }),
      [run],
      [{ of: run, in: [...WHOSE, { month: '2026-09' }, { after_id: 'cus_5' }] }],
    );
    await writes(
      (db) => holdRuns(db, false, ['mer_1'], due),
      [run],
      [{ of: run, in: [...WHOSE, { due_at: 101 }] }],
    );
    await writes(
      sent((db) => [endRun(db, SCOPE)]),
      [run],
      [{ of: run, in: WHOSE }],
    );
    const other = changed(run, { month: '2026-09' });
    const begun = sent((db) => [startRun(db, SCOPE, { month: '2026-10', dueAt: 100 })]);
    await writes(begun, [other], [{ of: other, in: [] }]);
  });

  it('notes customers of its own who have somebody for statements', async () => {
    await reads(
      (db) => selectWithStatements(db, SCOPE, 'cus_0', 5),
      [named],
      [{ of: named, in: [...WHOSE, { id: 'cus_0' }, { contacts: '[]' }, { erased_at: 5 }] }],
    );
    const noted = (db: Database) =>
      noteCustomers(db, RUN, { customerIds: ['cus_1'], month: '2026-10', at: 100 }, { afterId: 'cus_1' });
    await writes(noted, [named], [{ of: named, in: [{ id: 'cus_2' }] }], 'monthly_statements');
  });
});

describe('a customer’s statement', () => {
  it('is due, read, taken, held and decided by itself', async () => {
    const strays = [SIBLING, { month: '2026-11' }];
    await reads(
      (db) => selectStatementsDue(db, false, 100),
      [statement],
      [{ of: statement, in: [OTHER_MODE, { due_at: 101 }] }],
    );
    await reads(
      (db) => selectUndecided(db, 'cus_1', '2026-10'),
      [statement],
      [{ of: statement, in: [...strays, { outcome: 'mailed', due_at: null }] }],
    );
    const later = { due_at: 101 };
    await writes(
      (db) => takeStatement(db, KEY, due),
      [statement],
      [{ of: statement, in: [...strays, later] }],
    );
    await writes(
      (db) => holdStatements(db, ['cus_1/2026-10'], due),
      [statement],
      [{ of: statement, in: [...strays, later] }],
    );
    await writes(
      sent((db) => [decideStatement(db, KEY, 'nothing')]),
      [statement],
      [{ of: statement, in: [...strays, { outcome: 'mailed', due_at: null }] }],
    );
    await writes(
      (db) => deleteOldStatements(db, { before: 101, most: 5 }),
      [decided],
      [{ of: decided, in: [{ created_at: 101 }, { outcome: null, due_at: 100 }] }],
    );
  });

  it('is for its customer and those that it pays for', async () => {
    const { customer, merchant, invoice } = OWN;
    const child = changed(named, { id: 'cus_3', parent_id: 'cus_1' });
    await reads(
      (db) => selectStated(db, 'cus_1'),
      [merchant, customer, child],
      [{ of: child, in: [{ parent_id: 'cus_2' }, { parent_id: null }] }],
    );
    const late = changed(invoice, { due_at: 100, amount_paid: 0, payment_status: 'none' });
    const moving = [{ payment_status: 'processing' }, { payment_status: 'disputed' }];
    await reads(
      (db) => selectOverdueSums(db, OWNER, 100),
      [late],
      [
        {
          of: late,
          in: [...WHOSE, SIBLING, ...moving, { due_at: 101 }, { amount_paid: 500 }, { status: 'paid' }],
        },
      ],
    );
  });
});
