do $$
begin
    -- Waits in short transactions: a long one would block the concurrent build of the other run.
    while not pg_try_advisory_lock(hashtext('builds-its-index-concurrently')) loop
        commit;
        perform pg_sleep(0.02);
    end loop;
end
$$;

do $$
declare
    taken constant regclass := to_regclass('public.purchase_receipt');
begin
    set local lock_timeout = '500ms';
    if taken is not null
        and not exists (select from pg_index where indexrelid = taken and indrelid = 'public.purchase'::regclass)
    then
        raise exception 'the name purchase_receipt is taken by another relation: rename that one, then run this again';
    end if;
    if exists (select from pg_index where indexrelid = taken and not indisvalid) then
        drop index public.purchase_receipt;
    end if;
end
$$;

create index concurrently if not exists purchase_receipt on public.purchase (receipt);

select pg_advisory_unlock(hashtext('builds-its-index-concurrently'));
