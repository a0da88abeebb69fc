export * from './customers.ts';
export * from './invoices.ts';
export * from './merchants.ts';
export * from './methods.ts';
export * from './payments.ts';
export * from './portal.ts';
export * from './reconciliation.ts';
export * from './records.ts';
