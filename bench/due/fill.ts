import { getTableColumns, type Table } from 'drizzle-orm';
import { customers, schedules, stripeCustomers } from '../../src/db/schema/index.ts';

/** A schedule and its customer, as the app wrote them. */
export type First = { readonly scheduleId: string; readonly customerId: string };

/** The columns of a table but for its own id, and what has to be different in each row. */
const copied = (table: Table, ...apart: readonly string[]): string =>
  Object.values(getTableColumns(table))
    .map(({ name }) => name)
    .filter((name) => name !== 'id' && !apart.includes(name))
    .join(', ');

/** What makes as many of the same as `count` asks for, each schedule with a customer of its own. */
export function fillStatements({ scheduleId, customerId }: First, count: number): readonly string[] {
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`;
  const [ofCustomer, ofSchedule] = [
    copied(customers, 'email'),
    copied(schedules, 'customer_id', 'external_id'),
  ];
  const ofStripe = copied(stripeCustomers, 'customer_id', 'stripe_customer_id');
  return count < 2
    ? []
    : [
        `INSERT INTO customers (id, email, ${ofCustomer}) ${numbers}
          SELECT printf('cus_%026d', i), printf('payer-%d@payer.test', i), ${ofCustomer}
          FROM n CROSS JOIN customers WHERE id = '${customerId}'`,
        `INSERT INTO stripe_customers (customer_id, stripe_customer_id, ${ofStripe}) ${numbers}
          SELECT printf('cus_%026d', i), printf('cus_due_%d', i), ${ofStripe}
          FROM n CROSS JOIN stripe_customers WHERE customer_id = '${customerId}'`,
        `INSERT INTO schedules (id, customer_id, ${ofSchedule}) ${numbers}
          SELECT printf('sch_%026d', i), printf('cus_%026d', i), ${ofSchedule}
          FROM n CROSS JOIN schedules WHERE id = '${scheduleId}'`,
        `INSERT INTO schedule_terms SELECT s.id, t.version, t.from_number, t.from_date, t.terms, t.created_at
          FROM schedules s JOIN schedule_terms t ON t.schedule_id = '${scheduleId}' WHERE s.id <> '${scheduleId}'`,
      ];
}
