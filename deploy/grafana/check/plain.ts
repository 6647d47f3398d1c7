import type { AnnotationQuery, Dashboard, FieldConfigSource, Panel } from '@grafana/schema';

/** What JSON can hold of a type: the words and numbers of its enums instead of the enums. */
export type Plain<T> = T extends string
  ? `${T}`
  : T extends number
    ? number
    : T extends (infer U)[]
      ? Plain<U>[]
      : T extends object
        ? { [K in keyof T]: Plain<T[K]> }
        : T;

type Query = { refId: string; datasource: { type: 'prometheus'; uid: string }; expr: string };

// The data source's own part of an annotation.
type Marks = { expr: string; titleFormat: string; step: string };

export type Board = Plain<Omit<Dashboard, 'panels' | 'annotations'>> & {
  annotations: { list: (Plain<AnnotationQuery> & Marks)[] };
  panels: (Plain<Omit<Panel, 'targets' | 'options' | 'fieldConfig'>> & {
    options: Record<string, unknown>;
    fieldConfig?: Plain<FieldConfigSource>;
    targets?: (Query & Record<string, unknown>)[];
  })[];
};
