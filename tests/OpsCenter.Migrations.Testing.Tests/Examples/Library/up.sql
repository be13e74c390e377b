alter table reader add column email varchar(200);
alter table reader alter column joined type timestamp(0);
