do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if exists (
        select from pg_statistic_ext
        where stxrelid = 'public.purchase'::regclass and stxname = 'purchase_status'
            and obj_description(oid, 'pg_statistic_ext') = 'made by: extended-statistics'
    )
    then
        set local lock_timeout = '500ms';
        drop statistics public.purchase_status;
    end if;
end
$$;
