do $$
begin
    perform pg_advisory_xact_lock(hashtext('builds-its-index-concurrently'));
    if exists (
        select from pg_index
        where indexrelid = to_regclass('public.purchase_receipt') and indrelid = 'public.purchase'::regclass
    ) then
        set local lock_timeout = '500ms';
        drop index public.purchase_receipt;
    end if;
end
$$;
