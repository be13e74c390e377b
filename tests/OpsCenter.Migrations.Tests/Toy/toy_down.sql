-- Undoes what toy_up.sql recorded.
do $toy$
begin
    if to_regclass('opscenter.migration') is null or not exists (select from opscenter.migration where name = 'toy') then
        raise info 'toy: nothing to roll back' using errcode = 'OCEND';
        return;
    end if;

    raise notice 'table invoices'
        using errcode = 'OCDRP', schema = 'public', table = 'invoices', datatype = 'table';
    raise notice 'column customers.email'
        using errcode = 'OCDRP', schema = 'public', table = 'customers', column = 'email', datatype = 'column';
    if coalesce(current_setting('opscenter.mode', true), '') = 'plan' then
        return;
    end if;

    if exists (select from opscenter.created_object where migration = 'toy' and kind = 'table') then
        drop table invoices;
    end if;
    if exists (select from opscenter.created_object where migration = 'toy' and kind = 'column') then
        alter table customers drop column email;
    end if;
    delete from opscenter.migration where name = 'toy';
    delete from opscenter.created_object where migration = 'toy';
    raise info 'toy: rolled back' using errcode = 'OCEND';
end
$toy$;
