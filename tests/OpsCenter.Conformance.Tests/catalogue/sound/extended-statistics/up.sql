do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if not exists (
        select from pg_statistic_ext
        where stxrelid = 'public.purchase'::regclass and stxname = 'purchase_status'
            and obj_description(oid, 'pg_statistic_ext') = 'made by: extended-statistics'
    )
    then
        set local lock_timeout = '500ms';
        create statistics public.purchase_status (dependencies) on customer_id, status from public.purchase;
        comment on statistics public.purchase_status is 'made by: extended-statistics';
    end if;
end
$$;
