do $$
begin
    perform pg_advisory_xact_lock(hashtext('nulls-not-distinct'));
    if obj_description(to_regclass('public.voucher'), 'pg_class') = 'added by: nulls-not-distinct' then
        drop table public.voucher;
    end if;
end
$$;
