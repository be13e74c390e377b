-- The metadata of folders of migrations. One statement each; the owner is the role that applies the first one.
create schema if not exists opscenter_migrations;
create table opscenter_migrations.version (
    id bigint generated always as identity primary key,
    source text not null,
    version text not null,
    name text not null,
    file text not null,
    checksum text not null,
    is_repeatable boolean not null,
    state text not null check (state in ('applying', 'applied', 'rolling back')),
    -- How many parts of a script without a transaction are done, and whether the next one was begun.
    parts_done integer not null default 0,
    part_begun boolean not null default false,
    done_checksum text,
    -- Whether the script created objects only and wrote no row that was there: then it can be undone without a down script.
    is_additive boolean not null default true,
    began_at timestamptz not null,
    applied_at timestamptz,
    applied_by text not null,
    duration_ms bigint not null default 0,
    adopted_from text,
    -- The transaction that applied it, and what was visible to it: a row that nobody wrote since still has what the script gave it.
    applied_xid xid8,
    applied_snapshot pg_snapshot,
    unique (source, version)
);
create table opscenter_migrations.object (
    version_id bigint not null references opscenter_migrations.version (id) on delete cascade,
    place integer not null,
    kind text not null,
    identity text not null,
    table_identity text,
    class_oid bigint not null,
    object_oid bigint not null,
    column_number integer not null,
    definition text not null,
    -- The later migration that dropped it: its rollback may bring it back.
    dropped_by text,
    primary key (version_id, place)
);
create table opscenter_migrations.archive (
    id bigint generated always as identity primary key,
    source text not null,
    version text not null,
    kind text not null check (kind in ('table', 'columns', 'rows')),
    table_schema text not null,
    table_name text not null,
    -- Whose rows these are: nobody else gets them.
    table_owner text,
    -- The partitioned table that takes the rows where the partition is not made again.
    root_schema text,
    root_name text,
    key_columns text[] not null,
    value_columns text[] not null,
    archive_table text not null,
    row_count bigint not null,
    archived_at timestamptz not null,
    restored_at timestamptz
);
create table opscenter_migrations.history (
    id bigint generated always as identity primary key,
    source text not null,
    version text not null,
    action text not null,
    at timestamptz not null,
    by text not null,
    duration_ms bigint not null,
    detail text
);
