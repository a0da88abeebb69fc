export type { Scope } from '../../domain/scope.ts';
