/**
 * What a customer gives as the reference of every transfer, where a business wants one for each customer instead of the
 * invoice's number: a standing order can hold it. It is the end of the customer's id, by which they are found.
 */
export const customerReference = (customerId: string): string => `C-${customerId.slice(-8).toUpperCase()}`;
