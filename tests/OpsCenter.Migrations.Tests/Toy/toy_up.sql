-- A small migration that follows the script protocol: one column, one table, one index.
do $toy$
declare
    planning constant boolean := coalesce(current_setting('opscenter.mode', true), '') = 'plan';
    customers constant regclass := to_regclass('customers');
    found oid;
begin
    if customers is null then
        if planning then
            raise notice 'table customers does not exist'
                using errcode = 'OCOBS', table = 'customers', datatype = 'table';
            return;
        end if;
        raise exception 'refused: 1. table customers does not exist' using errcode = 'OCREF', hint = 'Create it first.';
    end if;

    if not planning and to_regclass('opscenter.migration') is null then
        -- "if not exists" would need the right to create one even then.
        if to_regnamespace('opscenter') is null then
            create schema opscenter;
        end if;
        create table opscenter.migration (
            name text primary key, version text not null,
            applied_at timestamptz not null default now(), applied_by name not null default current_user);
        create table opscenter.created_object (
            migration text not null, kind text not null, schema_name name, table_name name, object_name name,
            table_oid oid, object_oid oid, column_number smallint);
    end if;

    if exists (select from pg_attribute where attrelid = customers and attname = 'email' and not attisdropped) then
        raise notice 'column customers.email is there'
            using errcode = 'OCKEP', schema = 'public', table = 'customers', column = 'email', datatype = 'column';
    else
        raise notice 'column customers.email'
            using errcode = 'OCADD', schema = 'public', table = 'customers', column = 'email', datatype = 'column';
        if not planning then
            alter table customers add column email varchar(255);
            insert into opscenter.created_object
            select 'toy', 'column', 'public', 'customers', 'email', customers, null, attnum
            from pg_attribute where attrelid = customers and attname = 'email';
        end if;
    end if;

    if to_regclass('invoices') is not null then
        raise notice 'table invoices is there'
            using errcode = 'OCKEP', schema = 'public', table = 'invoices', datatype = 'table';
    else
        raise notice 'table invoices'
            using errcode = 'OCADD', schema = 'public', table = 'invoices', datatype = 'table';
        if not planning then
            create table invoices (id bigserial primary key, customer_id bigint references customers, total numeric(10, 2));
            found := 'invoices'::regclass;
            insert into opscenter.created_object values
                ('toy', 'table', 'public', 'invoices', null, found, found, null);
        end if;
    end if;

    if to_regclass('customers_email') is not null then
        raise notice 'index customers_email is there'
            using errcode = 'OCKEP', schema = 'public', table = 'customers', constraint = 'customers_email', datatype = 'index';
    else
        raise notice 'index customers_email'
            using errcode = 'OCADD', schema = 'public', table = 'customers', constraint = 'customers_email', datatype = 'index';
        if not planning then
            create index customers_email on customers (email);
            insert into opscenter.created_object values
                ('toy', 'index', 'public', 'customers', 'customers_email', customers, 'customers_email'::regclass, null);
        end if;
    end if;

    if not planning then
        insert into opscenter.migration (name, version) values ('toy', '1.0.0') on conflict do nothing;
    end if;
    raise info 'toy: done' using errcode = 'OCEND';
end
$toy$;
