do $$
begin
    perform pg_advisory_xact_lock(hashtext('nulls-not-distinct'));
    if to_regclass('public.voucher') is null then
        create table public.voucher (id bigint primary key, code text, unique nulls not distinct (code));
        comment on table public.voucher is 'added by: nulls-not-distinct';
    end if;
end
$$;
