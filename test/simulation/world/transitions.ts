import type { SqliteD1 } from '../ports/sqlite-d1.ts';

/**
 * Keeps every change of a payment's and an invoice's state, and when a refused card was heard of, beside the tables of the
 * code under test.
 */
export function watchTransitions(store: SqliteD1, now: () => number): void {
  store.teach('simulated_now', now);
  store.exec(`
    CREATE TEMP TABLE heard (charge_id TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE TEMP TRIGGER declines_heard AFTER INSERT ON main.card_declines
    BEGIN INSERT INTO heard VALUES (NEW.charge_id, simulated_now()); END;
    CREATE TEMP TABLE moved (what TEXT NOT NULL, id TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL);
    CREATE TEMP TRIGGER payments_moved AFTER UPDATE OF state ON main.payments WHEN OLD.state <> NEW.state
    BEGIN INSERT INTO moved VALUES ('payment', NEW.id, OLD.state, NEW.state); END;
    CREATE TEMP TRIGGER invoices_moved AFTER UPDATE OF status ON main.invoices WHEN OLD.status <> NEW.status
    BEGIN INSERT INTO moved VALUES ('invoice', NEW.id, OLD.status, NEW.status); END;
  `);
}
