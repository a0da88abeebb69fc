import type { ApiScope } from '../../domain/api-key/scopes.ts';

/** The scope that each call needs, by its `operationId`. */
export const SCOPE_OF: Readonly<Record<string, ApiScope>> = {
  // Customers, and what they pay with.
  listCustomers: 'read',
  readCustomer: 'read',
  listCustomerFigures: 'read',
  readCustomerFigures: 'read',
  createCustomer: 'write',
  exportCustomers: 'read',
  startCustomerImport: 'write',
  readCustomerImport: 'read',
  listCustomerImportLines: 'read',
  applyCustomerImport: 'write',
  cancelCustomerImport: 'write',
  replaceCustomer: 'write',
  changeCustomer: 'write',
  deleteCustomer: 'write',
  eraseCustomer: 'admin',
  exportCustomer: 'admin',
  exportCustomerAddress: 'admin',
  eraseCustomerAddress: 'admin',
  listCustomerTimeline: 'read',
  listCustomerMessages: 'read',
  listPaymentMethods: 'read',
  createPaymentMethodSetup: 'write',
  makeDefaultPaymentMethod: 'money',
  confirmPaymentMethod: 'money',
  removePaymentMethod: 'money',
  // Whoever is in the portal can pay with what is on file.
  openCustomerPortal: 'money',
  listCredits: 'read',
  giveCredit: 'money',

  // Invoices: to send one charges the method on file, and the other verbs say that it is not owed any more.
  listInvoices: 'read',
  readInvoice: 'read',
  createInvoice: 'write',
  replaceInvoice: 'write',
  deleteInvoice: 'write',
  finalizeInvoice: 'write',
  rotateInvoiceLink: 'write',
  previewPart: 'read',
  listInvoiceTimeline: 'read',
  listInvoiceMessages: 'read',
  sendInvoice: 'money',
  voidInvoice: 'money',
  markInvoiceUncollectible: 'money',
  recordPayment: 'money',
  applyCredit: 'money',

  // Payments, and what keeps them from being made.
  listPayments: 'read',
  readPayment: 'read',
  listPaymentTimeline: 'read',
  refundPayment: 'money',
  closePayment: 'money',
  listRefunds: 'read',
  readRefund: 'read',
  releaseRefund: 'money',
  listPaymentBlocks: 'read',
  releasePaymentBlock: 'money',
  listFindings: 'read',
  // Its invoices are charged again.
  dismissFinding: 'money',

  // The books and the connection.
  readReconciliation: 'read',
  listBookLines: 'read',
  exportBookLines: 'read',
  listPayouts: 'read',
  exportReconciliation: 'read',
  runReconciliation: 'write',
  readConnection: 'read',
  pauseMoney: 'money',
  resumeMoney: 'money',
  disconnect: 'admin',

  // How all of it is done, and who may.
  countStoppedWork: 'admin',
  listStoppedWork: 'admin',
  readStoppedWork: 'admin',
  runWorkAgain: 'admin',
  readCollectionSettings: 'read',
  updateCollectionSettings: 'admin',
  listApiKeys: 'admin',
  readApiKey: 'admin',
  createApiKey: 'admin',
  rotateApiKey: 'admin',
  revokeApiKey: 'admin',
  listAuditLog: 'admin',
};

/** A call that is not in the table is for those who may do everything. */
export const scopeOf = (operationId: string): ApiScope =>
  Object.hasOwn(SCOPE_OF, operationId) ? (SCOPE_OF[operationId] ?? 'admin') : 'admin';
