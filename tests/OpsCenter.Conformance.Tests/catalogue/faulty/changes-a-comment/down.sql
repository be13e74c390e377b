do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if col_description('public.customer'::regclass, 3) = 'Eight characters.' then
        set local lock_timeout = '500ms';
        comment on column public.customer.code is 'Padded, as the old system wrote it.';
    end if;
end
$$;
