/** ` (Visa …)` behind a clause, so that its grammar does not depend on the name; nothing where there is no name. */
export const inBrackets = (name: string): string => (name === '' ? '' : ` (${name})`);
